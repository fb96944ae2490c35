import type { NoticeTexts } from "./catalogue.ts";

export const id: NoticeTexts = {
  clicksReached: (clicks, name) => ({
    subject: `${clicks} klik: ${name}`,
    heading: `Tautan Anda sudah mendapat ${clicks} klik`,
    paragraphs: [],
  }),
  webhookDisabled: (host) => ({
    subject: `Webhook dimatikan: ${host}`,
    heading: "Sebuah webhook dimatikan",
    paragraphs: [
      "50 pengiriman berturut-turut tidak sampai, jadi pengiriman dihentikan.",
      "Pastikan penerimanya menjawab dengan status 200 sampai 299, lalu nyalakan lagi webhook ini.",
    ],
  }),
  labels: {
    link: "Tautan",
    title: "Judul",
    clicks: "Klik",
    group: "Grup",
    at: "Waktu",
    more: "Angka lainnya",
    webhookOf: "Webhook milik",
    host: "Penerima",
  },
  noGroup: "tidak ada",
  wholeWorkspace: "ruang kerja",
  why: (workspace) =>
    `Anda menerima ini karena alamat Anda dicatat untuk pemberitahuan ${workspace}.`,
  stop: "Hentikan surel ini",
};
