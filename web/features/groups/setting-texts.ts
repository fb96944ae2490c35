import { catalogue } from "../../ui/language.tsx";
import type { Complaint, SettingName } from "./draft.ts";

interface SettingTexts {
  readonly legend: string;
  /** As it stands in a list of changes or overrides. */
  readonly short: string;
  readonly does: string;
  /** Whose value of their own it beats. */
  readonly beats: (links: string) => string;
  readonly field?: string;
}

export const settingTexts = catalogue<Readonly<Record<SettingName, SettingTexts>>>({
  en: {
    strtYmdt: {
      legend: "Opens",
      short: "Opening",
      does: "Before this moment visitors read when the link opens.",
      beats: (links: string) => `Beats the opening time that ${links} have of their own.`,
      field: "Opening date and time",
    },
    endYmdt: {
      legend: "Closes",
      short: "Closing",
      does: "After this moment visitors go to the address below, or read that the link has ended.",
      beats: (links: string) => `Beats the closing time that ${links} have of their own.`,
      field: "Closing date and time",
    },
    expireUrl: {
      legend: "Where visitors go after closing",
      short: "After closing",
      does: "Without an address they read that the link has ended.",
      beats: (links: string) => `Beats the address that ${links} have of their own.`,
      field: "Address",
    },
    pwd: {
      legend: "Password",
      short: "Password",
      does: "Visitors enter it before they go on.",
      beats: (links: string) => `Beats the password that ${links} have of their own.`,
      field: "Password",
    },
    acesMaxCnt: {
      legend: "Click limit for each link",
      short: "Click limit",
      does: "Each link stops after this many clicks. 0 means no limit, for every link.",
      beats: (links: string) => `Beats the limit that ${links} have of their own.`,
      field: "Clicks allowed on each link",
    },
    notfSubscYn: {
      legend: "Ask to send notifications",
      short: "Notifications",
      does: "Visitors are asked once for web push, then go on whatever they answer.",
      beats: (links: string) => `Beats ${links} that say otherwise.`,
    },
    qrBypassYn: {
      legend: "QR codes skip the short link",
      short: "QR codes",
      does: "A scan leads straight to the destination and is not counted.",
      beats: (links: string) => `Beats ${links} that say otherwise.`,
    },
    blockOverseasSticsYn: {
      legend: "Leave visits from abroad out of the statistics",
      short: "Visits from abroad",
      does: "Visitors from outside the workspace’s home country are still forwarded.",
      beats: (links: string) => `Beats ${links} that say otherwise.`,
    },
    nonmemberSticsPwd: {
      legend: "Public statistics",
      short: "Public statistics",
      does: "Opens a page with the figures of each link to whoever knows this password.",
      beats: (links: string) => `Beats the password that ${links} have of their own.`,
      field: "Password of the figures",
    },
    pushNotifyYn: {
      legend: "Push to your team",
      short: "Push",
      does: "Members who subscribed hear of it when a link reaches a click threshold.",
      beats: (links: string) => `Beats ${links} that say otherwise.`,
    },
    mailNotifyYn: {
      legend: "E-mail to your team",
      short: "E-mail",
      does: "The same by e-mail.",
      beats: (links: string) => `Beats ${links} that say otherwise.`,
    },
  },
  id: {
    strtYmdt: {
      legend: "Dibuka",
      short: "Waktu buka",
      does: "Sebelum saat ini pengunjung membaca kapan tautan dibuka.",
      beats: (links: string) => `Mengalahkan waktu buka milik ${links}.`,
      field: "Tanggal dan jam buka",
    },
    endYmdt: {
      legend: "Ditutup",
      short: "Waktu tutup",
      does: "Setelah saat ini pengunjung ke alamat di bawah, atau membaca bahwa tautan sudah berakhir.",
      beats: (links: string) => `Mengalahkan waktu tutup milik ${links}.`,
      field: "Tanggal dan jam tutup",
    },
    expireUrl: {
      legend: "Tujuan pengunjung setelah ditutup",
      short: "Setelah ditutup",
      does: "Tanpa alamat, mereka membaca bahwa tautan sudah berakhir.",
      beats: (links: string) => `Mengalahkan alamat milik ${links}.`,
      field: "Alamat",
    },
    pwd: {
      legend: "Kata sandi",
      short: "Kata sandi",
      does: "Pengunjung memasukkannya sebelum melanjutkan.",
      beats: (links: string) => `Mengalahkan kata sandi milik ${links}.`,
      field: "Kata sandi",
    },
    acesMaxCnt: {
      legend: "Batas klik tiap tautan",
      short: "Batas klik",
      does: "Tiap tautan berhenti setelah klik sebanyak ini. 0 berarti tanpa batas, untuk semua tautan.",
      beats: (links: string) => `Mengalahkan batas milik ${links}.`,
      field: "Klik yang diizinkan pada tiap tautan",
    },
    notfSubscYn: {
      legend: "Minta izin mengirim notifikasi",
      short: "Notifikasi",
      does: "Pengunjung ditanya sekali soal web push, lalu lanjut apa pun jawabannya.",
      beats: (links: string) => `Mengalahkan ${links} yang berbeda.`,
    },
    qrBypassYn: {
      legend: "Kode QR melewati tautan pendek",
      short: "Kode QR",
      does: "Pindaian langsung ke halaman tujuan dan tidak dihitung.",
      beats: (links: string) => `Mengalahkan ${links} yang berbeda.`,
    },
    blockOverseasSticsYn: {
      legend: "Jangan hitung kunjungan dari luar negeri",
      short: "Kunjungan luar negeri",
      does: "Pengunjung dari luar negara asal ruang kerja tetap diteruskan.",
      beats: (links: string) => `Mengalahkan ${links} yang berbeda.`,
    },
    nonmemberSticsPwd: {
      legend: "Statistik publik",
      short: "Statistik publik",
      does: "Membuka halaman angka tiap tautan bagi siapa pun yang tahu kata sandi ini.",
      beats: (links: string) => `Mengalahkan kata sandi milik ${links}.`,
      field: "Kata sandi statistik",
    },
    pushNotifyYn: {
      legend: "Push ke tim Anda",
      short: "Push",
      does: "Anggota yang berlangganan diberi tahu saat tautan mencapai ambang klik.",
      beats: (links: string) => `Mengalahkan ${links} yang berbeda.`,
    },
    mailNotifyYn: {
      legend: "E-mail ke tim Anda",
      short: "E-mail",
      does: "Sama, lewat e-mail.",
      beats: (links: string) => `Mengalahkan ${links} yang berbeda.`,
    },
  },
});

export const complaintTexts = catalogue<Readonly<Record<Complaint, string>>>({
  en: {
    missing: "Fill this in, or leave it to each link.",
    number: "A whole number from 0 to 2,147,483,647.",
    order: "The opening must come before the closing.",
    url: "An address that begins with https:// or http://.",
    shortPassword: "4 characters or more.",
  },
  id: {
    missing: "Isi bagian ini, atau kembalikan ke tiap tautan.",
    number: "Bilangan bulat dari 0 sampai 2.147.483.647.",
    order: "Waktu buka harus sebelum waktu tutup.",
    url: "Alamat yang diawali https:// atau http://.",
    shortPassword: "4 karakter atau lebih.",
  },
});
