import { createContext, type ReactNode, use } from "react";

export const LANGUAGES = ["en", "id"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same texts in each language; one that is missing does not compile. */
export type Catalogue<Texts> = Readonly<Record<Language, Texts>>;

export function catalogue<Texts extends object>(texts: {
  en: Texts;
  id: NoInfer<Texts>;
}): Catalogue<Texts> {
  return texts;
}

const LanguageContext = createContext<Language>("en");

export function LanguageProvider(props: { language: Language; children: ReactNode }): ReactNode {
  return <LanguageContext value={props.language}>{props.children}</LanguageContext>;
}

export function useLanguage(): Language {
  return use(LanguageContext);
}

export function useTexts<Texts>(of: Catalogue<Texts>): Texts {
  return of[useLanguage()];
}
