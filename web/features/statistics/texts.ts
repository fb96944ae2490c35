import { catalogue } from "../../ui/language.tsx";

export const statisticsTexts = catalogue({
  en: {
    groups: "Groups",
    statistics: "Statistics",
    settings: "Settings",
    group: "Group",
    from: "From",
    until: "Until",
    exportCsv: "Export CSV",
    exportHint: "Every click of these days, one a line",
    countries: "Countries",
    map: "Clicks by country as a map. The table beside it has the figures.",
    mapFailed: "The map could not be loaded; the table has the same figures.",
    referrers: "Referrers",
    devices: "Devices",
    languages: "Languages",
    campaigns: "Campaigns",
    device: "Device",
    os: "System",
    browser: "Browser",
    utm_source: "Source",
    utm_medium: "Medium",
    utm_campaign: "Campaign",
    detail: (of: string) => `${of}: which detail`,
    clicks: "Clicks",
    share: "Share",
    change: "Change",
    others: (count: string) => `${count} more`,
    atMost: "Only the first 100 are counted here.",
    direct: "Direct or app",
    none: "None",
    unknown: "Unknown",
    mobile: "Phone",
    tablet: "Tablet",
    desktop: "Desktop",
    other: "Other",
    nothing: "No clicks in these days. Choose a longer period.",
    foot: (zone: string, one: boolean) =>
      `Days are those of the workspace: ${zone}. ${
        one
          ? "People are counted once in the period."
          : "People are counted once on each link and day."
      } Bots and link previews are left out.`,
    onMap: (country: string, clicks: string) => `${country}: ${clicks}`,
  },
  id: {
    groups: "Grup",
    statistics: "Statistik",
    settings: "Pengaturan",
    group: "Grup",
    from: "Dari",
    until: "Sampai",
    exportCsv: "Ekspor CSV",
    exportHint: "Semua klik pada hari-hari ini, satu per baris",
    countries: "Negara",
    map: "Klik per negara dalam peta. Angkanya ada di tabel di sampingnya.",
    mapFailed: "Peta tidak dapat dimuat; tabel memuat angka yang sama.",
    referrers: "Perujuk",
    devices: "Perangkat",
    languages: "Bahasa",
    campaigns: "Kampanye",
    device: "Perangkat",
    os: "Sistem",
    browser: "Peramban",
    utm_source: "Sumber",
    utm_medium: "Media",
    utm_campaign: "Kampanye",
    detail: (of: string) => `${of}: rincian yang mana`,
    clicks: "Klik",
    share: "Bagian",
    change: "Perubahan",
    others: (count: string) => `${count} lagi`,
    atMost: "Hanya 100 pertama yang dihitung di sini.",
    direct: "Langsung atau aplikasi",
    none: "Tidak ada",
    unknown: "Tidak diketahui",
    mobile: "Ponsel",
    tablet: "Tablet",
    desktop: "Desktop",
    other: "Lainnya",
    nothing: "Belum ada klik pada hari-hari ini. Pilih rentang yang lebih panjang.",
    foot: (zone: string, one: boolean) =>
      `Hari mengikuti ruang kerja: ${zone}. ${
        one
          ? "Orang dihitung sekali dalam rentang ini."
          : "Orang dihitung sekali per tautan dan hari."
      } Bot dan pratinjau tautan tidak dihitung.`,
    onMap: (country: string, clicks: string) => `${country}: ${clicks}`,
  },
});

export type StatisticsTexts = (typeof statisticsTexts)["en"];
