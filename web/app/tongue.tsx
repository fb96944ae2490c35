import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { surroundings } from "../api.ts";
import { LANGUAGES, type Language, LanguageProvider } from "../ui/language.tsx";

const KEPT = "simpul.language";

/** What was chosen here before, else the first of the browser's languages that we speak. */
function languageAtFirst(): Language {
  const wanted = [localStorage.getItem(KEPT) ?? "", ...navigator.languages];
  const spoken = wanted.map((it) => it.slice(0, 2).toLowerCase());
  return (
    LANGUAGES.find((it) => it === spoken.find((one) => LANGUAGES.some((of) => of === one))) ?? "en"
  );
}

const TongueContext = createContext<(language: Language) => void>(() => {});

export function useSpeak(): (language: Language) => void {
  return use(TongueContext);
}

/** The language of the page, kept in this browser; messages of the server come in it too. */
export function TongueProvider({ children }: { children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState(languageAtFirst);
  const queryClient = useQueryClient();
  surroundings.language = language;
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const speak = useMemo(
    () => (chosen: Language) => {
      localStorage.setItem(KEPT, chosen);
      setLanguage(chosen);
      // What failed was told in the other language.
      void queryClient.resetQueries({ predicate: (query) => query.state.status === "error" });
    },
    [queryClient],
  );
  return (
    <TongueContext value={speak}>
      <LanguageProvider language={language}>{children}</LanguageProvider>
    </TongueContext>
  );
}
