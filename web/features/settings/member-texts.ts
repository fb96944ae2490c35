import { catalogue } from "../../ui/language.tsx";

export const memberTexts = catalogue({
  en: {
    actions: "Actions",
    changeRole: "Change role",
    roleTitle: (name: string, role: string) => `Make ${name} ${article(role)}?`,
    roleText: (before: string, role: string, does: string) =>
      `Now: ${before}. As ${role}: ${does}. It holds at once.`,
    ownRole: "It is your own role: only another owner can give it back to you.",
    roleChanged: (name: string, role: string) => `${name} is ${article(role)} now.`,
    signInLink: "Sign-in link",
    signInLinkTitle: (name: string) => `Make a sign-in link for ${name}?`,
    signInLinkText:
      "It is for a member who lost the password. Whoever opens it chooses a new one; then every browser of theirs is signed out. Links made before are void.",
    makeSignInLink: "Make the link",
    signInLinkMade: (name: string) => `Sign-in link for ${name}`,
    signInLinkSend: "Send it yourself, and only to them. It is good for a day and works once.",
  },
  id: {
    actions: "Tindakan",
    changeRole: "Ganti peran",
    roleTitle: (name: string, role: string) => `Jadikan ${name} ${role.toLowerCase()}?`,
    roleText: (before: string, role: string, does: string) =>
      `Sekarang: ${before}. Sebagai ${role}: ${does}. Langsung berlaku.`,
    ownRole: "Ini peran Anda sendiri: hanya pemilik lain yang dapat mengembalikannya.",
    roleChanged: (name: string, role: string) => `${name} sekarang ${role.toLowerCase()}.`,
    signInLink: "Tautan masuk",
    signInLinkTitle: (name: string) => `Buat tautan masuk untuk ${name}?`,
    signInLinkText:
      "Untuk anggota yang kehilangan kata sandi. Siapa pun yang membukanya memilih kata sandi baru; lalu semua perambannya dikeluarkan. Tautan yang dibuat sebelumnya tidak berlaku lagi.",
    makeSignInLink: "Buat tautan",
    signInLinkMade: (name: string) => `Tautan masuk untuk ${name}`,
    signInLinkSend: "Kirim sendiri, hanya kepadanya. Berlaku satu hari dan sekali pakai.",
  },
});

/** "an owner", "a viewer". */
function article(role: string): string {
  const name = role.toLowerCase();
  return `${/^[aeio]/.test(name) ? "an" : "a"} ${name}`;
}
