import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  virtualColor,
} from "@mantine/core";

const FONT = "var(--font)";
const rem = (px: number): string => `${px / 16}rem`;

const nila: MantineColorsTuple = [
  "#eaf0fb",
  "#d3e0f8",
  "#abc6f8",
  "#8fb2f2",
  "#6c93dd",
  "#4f78c4",
  "#3b62ad",
  "#2a4f96",
  "#203d78",
  "#1d2a42",
];

/** A plain colour would keep white text on the buttons of the dark theme, at 2.1:1. */
export const theme = createTheme({
  primaryColor: "primary",
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  colors: { nila, primary: virtualColor({ name: "primary", light: "nila", dark: "nila" }) },
  fontFamily: FONT,
  fontFamilyMonospace: "var(--mono)",
  headings: { fontFamily: FONT, fontWeight: "650" },
  fontSizes: { xs: rem(12), sm: rem(13), md: rem(14), lg: rem(15), xl: rem(17) },
  spacing: { xs: rem(8), sm: rem(12), md: rem(16), lg: rem(24), xl: rem(32) },
  radius: { sm: rem(4), md: rem(6), lg: rem(10) },
  defaultRadius: "md",
  respectReducedMotion: true,
  breakpoints: { sm: "48em", md: "62em" },
  components: {
    Button: { defaultProps: { variant: "default", size: "control" } },
    TextInput: { defaultProps: { size: "control" } },
    PasswordInput: { defaultProps: { size: "control" } },
    NativeSelect: { defaultProps: { size: "control" } },
    Textarea: { defaultProps: { size: "control" } },
  },
});

const NAMES: Readonly<Record<string, string>> = {
  body: "--bg",
  text: "--text",
  dimmed: "--text-2",
  placeholder: "--text-3",
  default: "--surface",
  "default-hover": "--sunk",
  "default-color": "--text",
  "default-border": "--line-2",
  error: "--bad",
  anchor: "--accent",
  "primary-filled": "--accent",
  "primary-filled-hover": "--accent-2",
  "primary-light": "--tint",
  "primary-light-color": "--accent",
  "primary-outline": "--accent",
  "primary-contrast": "--on-accent",
};

const named = Object.fromEntries(
  Object.entries(NAMES).map(([name, token]) => [`--mantine-color-${name}`, `var(${token})`]),
);

/** Mantine's names lead to the tokens of `look.css`, which know both schemes. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: named,
  dark: named,
});
