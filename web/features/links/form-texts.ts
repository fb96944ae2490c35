import { catalogue } from "../../ui/language.tsx";
import type { Complaint, FieldName, SettingName } from "./draft.ts";

interface SettingTexts {
  readonly legend: string;
  readonly does: string;
  readonly field?: string;
}

export const formTexts = catalogue({
  en: {
    makeTitle: "Make a link",
    makeLead: "Only the destination is needed; all else can be changed later.",
    create: "Make link",
    destination: "Destination",
    destinationHint: "http or https, at most 3,000 bytes",
    domain: "Domain",
    brandLinkId: "Own link id",
    brandHint: "Letters and digits of any script, emoji, - _ . Left empty: a random one.",
    ttl: "Title",
    ttlHint: "Left empty: the title of the destination page",
    group: "Group",
    noGroup: "Without a group",
    note: "Note",
    noteHint: "for you, no visitor sees it",
    where: "Where it leads",
    access: "Who gets in, and when",
    counting: "What is asked and counted",
    figures: "Who can see the figures",
    telling: "Who is told",
    preview: "Previews and lifetime",
    redirectType: "How visitors are forwarded",
    description: "Description in previews",
    metaImg: "Picture in previews",
    metaHint: "https",
    delYmdt: "Delete the link at",
    notSet: "Not set",
    notSetOff: "Not set (off)",
    set: "Set for this link",
    on: "On",
    off: "Off",
    newPassword: "New password",
    setAnother: "Set another password",
    clicksSinceMade: "clicks since the link was made",
    byGroup: (value: string) =>
      `The group says it: ${value}. What the link says rests until the group leaves it to each link.`,
    byLink: (value: string) => `In force: ${value}, as the link says.`,
    onceSaved: "Holds once saved, unless the group says otherwise.",
    isNone: "none",
    noLimit: "no limit",
    nothing: "nothing",
    aPassword: "a password",
    saveHint: "Once saved they hold from the next visit on.",
    savedNote: "Saved. In force from the next visitor on.",
    refused: "Not saved.",
    refusedMake: "Not made.",
    unreached: "Not saved: the server did not answer. What you typed is still here.",
    unreachedMake:
      "The server did not answer, so it may have made the link or not. Look at the list before you try again.",
    meanwhile: (when: string) =>
      `Somebody changed this link at ${when}. See what, before you save.`,
    from: (before: string, after: string) => `${before} → ${after}`,
    contested: "You changed it too: saving puts yours in its place.",
    seen: "Seen",
  },
  id: {
    makeTitle: "Buat tautan",
    makeLead: "Hanya tujuan yang diperlukan; yang lain bisa diubah nanti.",
    create: "Buat tautan",
    destination: "Tujuan",
    destinationHint: "http atau https, paling banyak 3.000 bita",
    domain: "Domain",
    brandLinkId: "ID tautan sendiri",
    brandHint: "Huruf dan angka aksara apa pun, emoji, - _ . Kosong: dipilih acak.",
    ttl: "Judul",
    ttlHint: "Kosong: judul halaman tujuan",
    group: "Grup",
    noGroup: "Tanpa grup",
    note: "Catatan",
    noteHint: "untuk Anda, tidak terlihat pengunjung",
    where: "Ke mana tujuannya",
    access: "Siapa yang bisa masuk, dan kapan",
    counting: "Apa yang ditanyakan dan dihitung",
    figures: "Siapa yang bisa melihat angkanya",
    telling: "Siapa yang diberi tahu",
    preview: "Pratinjau dan masa hidup",
    redirectType: "Cara meneruskan pengunjung",
    description: "Keterangan di pratinjau",
    metaImg: "Gambar di pratinjau",
    metaHint: "https",
    delYmdt: "Hapus tautan pada",
    notSet: "Tidak diatur",
    notSetOff: "Tidak diatur (nonaktif)",
    set: "Diatur di tautan ini",
    on: "Aktif",
    off: "Nonaktif",
    newPassword: "Kata sandi baru",
    setAnother: "Ganti kata sandi",
    clicksSinceMade: "klik sejak tautan dibuat",
    byGroup: (value: string) =>
      `Grup yang menentukan: ${value}. Nilai tautan menunggu sampai grup menyerahkannya ke tiap tautan.`,
    byLink: (value: string) => `Berlaku: ${value}, sesuai tautan.`,
    onceSaved: "Berlaku setelah disimpan, kecuali grup menentukan lain.",
    isNone: "tidak ada",
    noLimit: "tanpa batas",
    nothing: "kosong",
    aPassword: "kata sandi",
    saveHint: "Setelah disimpan, berlaku mulai kunjungan berikutnya.",
    savedNote: "Tersimpan. Berlaku mulai pengunjung berikutnya.",
    refused: "Belum tersimpan.",
    refusedMake: "Belum dibuat.",
    unreached: "Belum tersimpan: server tidak menjawab. Isian Anda masih ada.",
    unreachedMake:
      "Server tidak menjawab, jadi tautan mungkin sudah dibuat atau belum. Lihat daftarnya sebelum mencoba lagi.",
    meanwhile: (when: string) =>
      `Seseorang mengubah tautan ini pukul ${when}. Lihat dahulu sebelum menyimpan.`,
    from: (before: string, after: string) => `${before} → ${after}`,
    contested: "Anda juga mengubahnya: menyimpan memakai nilai Anda.",
    seen: "Sudah dilihat",
  },
});

export type FormTexts = (typeof formTexts)["en"];

export const settingTexts = catalogue<Readonly<Record<SettingName, SettingTexts>>>({
  en: {
    strtYmdt: {
      legend: "Opens",
      does: "Before this moment visitors read when the link opens.",
      field: "Opening date and time",
    },
    endYmdt: {
      legend: "Closes",
      does: "After this moment visitors go to the address below, or read that the link has ended.",
      field: "Closing date and time",
    },
    expireUrl: {
      legend: "Where visitors go after closing",
      does: "Without an address they read that the link has ended.",
      field: "Address",
    },
    pwd: { legend: "Password", does: "Visitors enter it before they go on.", field: "Password" },
    acesMaxCnt: {
      legend: "Click limit",
      does: "The link stops after this many clicks. 0 means no limit.",
      field: "Clicks allowed",
    },
    notfSubscYn: {
      legend: "Ask to send notifications",
      does: "Visitors are asked once for web push, then go on whatever they answer.",
    },
    qrBypassYn: {
      legend: "QR codes skip the short link",
      does: "A scan leads straight to the destination and is not counted.",
    },
    blockOverseasSticsYn: {
      legend: "Leave visits from abroad out of the statistics",
      does: "Visitors from outside the workspace’s home country are still forwarded.",
    },
    nonmemberSticsPwd: {
      legend: "Public statistics",
      does: "Opens a page with the figures of the link to whoever knows this password.",
      field: "Password of the figures",
    },
    pushNotifyYn: {
      legend: "Push to your team",
      does: "Members who subscribed hear of it when the link reaches a click threshold.",
    },
    mailNotifyYn: { legend: "E-mail to your team", does: "The same by e-mail." },
  },
  id: {
    strtYmdt: {
      legend: "Dibuka",
      does: "Sebelum saat ini pengunjung membaca kapan tautan dibuka.",
      field: "Tanggal dan jam buka",
    },
    endYmdt: {
      legend: "Ditutup",
      does: "Setelah saat ini pengunjung diarahkan ke alamat di bawah, atau membaca bahwa tautan sudah berakhir.",
      field: "Tanggal dan jam tutup",
    },
    expireUrl: {
      legend: "Tujuan setelah ditutup",
      does: "Tanpa alamat, pengunjung membaca bahwa tautan sudah berakhir.",
      field: "Alamat",
    },
    pwd: {
      legend: "Kata sandi",
      does: "Pengunjung memasukkannya sebelum melanjutkan.",
      field: "Kata sandi",
    },
    acesMaxCnt: {
      legend: "Batas klik",
      does: "Tautan berhenti setelah sekian klik. 0 berarti tanpa batas.",
      field: "Klik yang diizinkan",
    },
    notfSubscYn: {
      legend: "Meminta izin mengirim notifikasi",
      does: "Pengunjung ditanya sekali soal web push, lalu diteruskan apa pun jawabannya.",
    },
    qrBypassYn: {
      legend: "Kode QR melewati tautan pendek",
      does: "Pindaian langsung menuju halaman tujuan dan tidak dihitung.",
    },
    blockOverseasSticsYn: {
      legend: "Kunjungan dari luar negeri tidak dihitung",
      does: "Pengunjung dari luar negara asal ruang kerja tetap diteruskan.",
    },
    nonmemberSticsPwd: {
      legend: "Statistik publik",
      does: "Membuka halaman angka tautan bagi siapa pun yang tahu kata sandi ini.",
      field: "Kata sandi angka",
    },
    pushNotifyYn: {
      legend: "Push ke tim Anda",
      does: "Anggota yang berlangganan diberi tahu saat tautan mencapai ambang klik.",
    },
    mailNotifyYn: { legend: "E-mail ke tim Anda", does: "Hal yang sama lewat e-mail." },
  },
});

export const complaintTexts = catalogue<Readonly<Record<Complaint, string>>>({
  en: {
    missing: "Something must stand here.",
    number: "A whole number from 0 to 2,147,483,647.",
    order: "The link must open before it closes.",
    url: "An address that begins with http:// or https://.",
    https: "An address that begins with https://.",
    shortPassword: "At least 4 characters.",
  },
  id: {
    missing: "Bagian ini harus diisi.",
    number: "Bilangan bulat dari 0 sampai 2.147.483.647.",
    order: "Tautan harus dibuka sebelum ditutup.",
    url: "Alamat yang diawali http:// atau https://.",
    https: "Alamat yang diawali https://.",
    shortPassword: "Paling sedikit 4 karakter.",
  },
});

/** The field's name in a list of changes. */
export function nameOf(
  name: FieldName,
  { text, settings }: { text: FormTexts; settings: Readonly<Record<SettingName, SettingTexts>> },
): string {
  switch (name) {
    case "url":
      return text.destination;
    case "grpIdx":
      return text.group;
    case "memo":
      return text.note;
    case "ttl":
    case "redirectType":
    case "delYmdt":
    case "description":
    case "metaImg":
      return text[name];
    default:
      return settings[name].legend;
  }
}
