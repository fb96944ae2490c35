import { id } from "./id.ts";
import type { StatisticsTexts } from "./statistics-texts.ts";

export const statisticsId: StatisticsTexts = {
  password: {
    ...id.password,
    heading: "Statistik ini memakai kata sandi",
    where:
      "Kata sandinya ada pada orang yang membagikan halaman ini kepada Anda, dan bukan kata sandi tautan.",
    open: "Tampilkan statistik",
  },
  passwordWait: {
    ...id.passwordWait,
    why: "Setelah 5 kata sandi yang tidak cocok, halaman ini berhenti menerima kata sandi untuk sementara.",
    again: (minutes) => `Buka lagi halaman ini ${minutes} menit lagi.`,
  },
  sharedBy: (owner) => `Statistik dibagikan oleh ${owner}`,
  title: (address, month) => `Statistik ${address} · ${month}`,
  month: "Bulan",
  show: "Tampilkan",
  clicks: "Klik",
  people: "Orang",
  scans: "Dari kode QR",
  byDay: "Per hari",
  byDayIn: (month) => `Per hari, ${month}`,
  day: "Hari",
  chart: ({ from, to, peak, clicks }) =>
    `Klik dan orang per hari, ${from} sampai ${to}. Klik terbanyak pada ${peak}: ${clicks}. Semua angka ada di tabel di bawah.`,
  today: "Klik hari ini sejauh ini",
  asTable: "Tampilkan angka sebagai tabel",
  links: { caption: "Tautan", column: "Tautan" },
  countries: { caption: "Negara", column: "Negara" },
  devices: {
    caption: "Perangkat",
    column: "Perangkat",
    names: { mobile: "Ponsel", tablet: "Tablet", desktop: "Komputer", other: "Lainnya" },
  },
  referrers: { caption: "Datang dari", column: "Situs", direct: "Langsung atau aplikasi" },
  share: "Porsi",
  others: "Selebihnya",
  unknown: "Tidak diketahui",
  days: (zone) => `Hari menurut ${zone}.`,
  notOver: (day) => `${day} belum selesai.`,
  once: "Satu orang dihitung sekali sebulan, dan sekali pada tiap hari.",
  onceALink: "Satu orang dihitung sekali pada tiap tautan dan hari.",
  none: (month) => `Belum ada klik pada ${month}.`,
  chooseOther: "Pilih bulan lain.",
  soon: "Klik tampil di sini sedetik setelah terjadi.",
  instead: (month) => `Tidak ada angka untuk bulan yang diminta. Ini ${month}.`,
};
