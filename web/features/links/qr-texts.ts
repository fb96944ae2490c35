import { catalogue } from "../../ui/language.tsx";

export const qrTexts = catalogue({
  en: {
    title: (name: string) => `QR code of ${name}`,
    alt: (content: string) => `QR code that leads to ${content}`,
    counted: "Scans go through the link and are counted as QR scans.",
    direct: (url: string) =>
      `This code leads straight to ${url} and is not counted. A printed code keeps doing so, whatever is changed here later.`,
    size: "Size of the PNG, in pixels",
    png: "Download PNG",
    svg: "Download SVG",
  },
  id: {
    title: (name: string) => `Kode QR ${name}`,
    alt: (content: string) => `Kode QR yang menuju ${content}`,
    counted: "Pindaian melewati tautan dan dihitung sebagai pindaian QR.",
    direct: (url: string) =>
      `Kode ini langsung menuju ${url} dan tidak dihitung. Kode yang sudah dicetak tetap begitu, apa pun yang diubah di sini nanti.`,
    size: "Ukuran PNG, dalam piksel",
    png: "Unduh PNG",
    svg: "Unduh SVG",
  },
});
