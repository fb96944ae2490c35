import type { Texts } from "./catalogue.ts";

const askForNew =
  "Perlu tautan yang baru? Tanyakan kepada orang atau akun yang membagikannya kepada Anda.";

export const id: Texts = {
  shortLinksOf: (owner) => `Tautan pendek dari ${owner}`,
  notFound: {
    title: "Tidak ada tautan di sini",
    heading: "Tidak ada tautan di alamat ini",
    spelling: "Periksa ejaannya: huruf besar dan kecil dibedakan.",
    ask: "Kalau Anda mengetuknya di pesan atau memindainya, mintalah tautan baru kepada yang membagikannya.",
  },
  early: {
    title: (day) => `Dibuka ${day}`,
    heading: "Tautan ini belum dibuka",
    opens: "Mulai dibuka",
    again: "Buka lagi tautan yang sama setelah waktu itu.",
  },
  expired: {
    title: "Tautan sudah berakhir",
    heading: "Tautan ini sudah berakhir",
    until: "Berlaku sampai",
    ask: askForNew,
  },
  full: {
    title: "Tautan sudah penuh",
    heading: "Tautan ini sudah penuh",
    why: "Jumlah pembukaannya sudah mencapai batas. Yang pernah membukanya pun tidak dapat membukanya lagi.",
    ask: askForNew,
  },
  password: {
    title: "Masukkan kata sandi",
    wrongTitle: "Kesalahan: kata sandi tidak cocok",
    heading: "Tautan ini memakai kata sandi",
    where: "Kata sandinya ada pada pesan atau poster tempat Anda menemukan tautan ini.",
    label: "Kata sandi",
    hint: "Huruf besar dan kecil dibedakan.",
    open: "Buka tautan",
    wrong: (triesLeft) => `Kata sandi tidak cocok. ${left(triesLeft)}`,
  },
  passwordWait: {
    title: "Terlalu banyak percobaan",
    heading: "Terlalu banyak percobaan",
    why: "Setelah 5 kata sandi yang tidak cocok, tautan ini berhenti menerima kata sandi untuk sementara.",
    again: (minutes) => `Buka lagi tautan ini ${minutes} menit lagi.`,
  },
  forward: {
    title: (linkTitle) => `Membuka ${linkTitle}`,
    heading: "Membuka tautan Anda",
    moving: "Halaman berikutnya terbuka dengan sendirinya. Kalau tidak, ketuk alamat ini:",
  },
  subscribe: {
    title: (owner) => `Terima kabar dari ${owner}?`,
    heading: (owner) => `Mau menerima kabar dari ${owner}?`,
    what: "Kabarnya muncul sebagai notifikasi di perangkat ini. Anda dapat mematikannya kapan saja di pengaturan peramban.",
    allow: "Ya, izinkan notifikasi",
    skip: "Tidak, langsung lanjut",
    once: "Apa pun jawabannya, tautan Anda langsung terbuka. Tautan ini tidak akan bertanya lagi.",
    asking: "Peramban akan bertanya sekali lagi. Setelah itu, tautan Anda terbuka.",
  },
  preview: {
    title: "Tautan pendek",
    heading: "Tautan pendek",
    why: "Aplikasi Anda tampak seperti program yang hanya mengambil pratinjau. Untuk membuka tautan ini, lanjutkan.",
    goOn: "Lanjutkan",
  },
  unavailable: {
    title: "Belum dapat dibuka saat ini",
    heading: "Tautan ini belum dapat dibuka saat ini",
    why: "Server tidak sempat mencarinya tepat waktu. Tunggu sebentar, lalu coba lagi.",
    retry: "Coba lagi",
  },
  badAddress: {
    title: "Alamat tidak terbaca",
    heading: "Alamat ini tidak terbaca",
    why: "Sebagian alamatnya rusak di perjalanan, pada tanda %.",
    ask: "Salin lagi tautannya secara utuh, atau mintalah tautan baru kepada yang membagikannya.",
  },
  method: {
    title: "Tidak ada yang dilakukan",
    heading: "Alamat ini hanya dapat dibuka",
    why: "Ada permintaan lain ke alamat ini, jadi tidak ada yang dilakukan. Buka tautannya sebagai halaman.",
    open: "Buka tautan",
  },
  error: {
    title: "Terjadi kesalahan",
    heading: "Terjadi kesalahan di server ini",
    why: "Tunggu sebentar, lalu coba lagi.",
    report: "Kalau terjadi lagi, sampaikan nomor ini kepada yang membagikan tautan:",
    retry: "Coba lagi",
  },
};

function left(tries: number): string {
  return tries <= 0 ? "Tidak ada sisa percobaan." : `Tersisa ${tries} kali percobaan.`;
}
