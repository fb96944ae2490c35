import type { Language } from "../../../kit/language.ts";

/** Why there is no QR code, in plain text for whoever builds the address. */
export interface QrTexts {
  readonly size: string;
  readonly format: string;
}

export const qrTextsIn: Readonly<Record<Language, QrTexts>> = {
  en: {
    size: "size is one whole number from 1 to 4096, the pixels a side.",
    format: "format is png or svg, once.",
  },
  id: {
    size: "size adalah satu bilangan bulat dari 1 sampai 4096, yaitu piksel per sisi.",
    format: "format adalah png atau svg, cukup sekali.",
  },
  ko: {
    size: "size는 1부터 4096까지의 정수 하나이며, 한 변의 픽셀 수입니다.",
    format: "format은 png 또는 svg 중 하나를 한 번만 씁니다.",
  },
  ja: {
    size: "size は 1 から 4096 までの整数を 1 つ指定します(1 辺のピクセル数)。",
    format: "format は png または svg を 1 回だけ指定します。",
  },
};
