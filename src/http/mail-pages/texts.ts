import type { Language } from "../../kit/language.ts";

/** Two pages: before and after the button that stops mails. */
export interface MailPageTexts {
  readonly ask: {
    readonly title: string;
    readonly heading: string;
    readonly why: string;
    readonly stop: string;
  };
  readonly done: { readonly title: string; readonly heading: string; readonly again: string };
}

export const mailPageTextsIn: Readonly<Record<Language, MailPageTexts>> = {
  en: {
    ask: {
      title: "Stop these mails",
      heading: "Stop these mails?",
      why: "The address that got the mail gets no more notices of that workspace.",
      stop: "Stop the mails",
    },
    done: {
      title: "No more mails",
      heading: "No more of these mails",
      again: "If you want them again, ask whoever looks after the workspace.",
    },
  },
  id: {
    ask: {
      title: "Hentikan surel ini",
      heading: "Hentikan surel ini?",
      why: "Alamat yang menerima surel itu tidak lagi mendapat pemberitahuan ruang kerja tersebut.",
      stop: "Hentikan surel",
    },
    done: {
      title: "Surel dihentikan",
      heading: "Surel ini tidak dikirim lagi",
      again: "Kalau Anda menginginkannya lagi, mintalah kepada pengelola ruang kerja.",
    },
  },
  ko: {
    ask: {
      title: "메일 그만 받기",
      heading: "이 메일을 그만 받을까요?",
      why: "메일을 받은 주소로 해당 워크스페이스의 알림을 더 보내지 않습니다.",
      stop: "그만 받기",
    },
    done: {
      title: "메일을 보내지 않습니다",
      heading: "이제 이 메일을 보내지 않습니다",
      again: "다시 받으려면 워크스페이스 담당자에게 요청해 주세요.",
    },
  },
  ja: {
    ask: {
      title: "メールを止める",
      heading: "このメールを止めますか",
      why: "メールが届いたアドレスには、そのワークスペースの通知を送らなくなります。",
      stop: "メールを止める",
    },
    done: {
      title: "メールを止めました",
      heading: "このメールはもう届きません",
      again: "もう一度受け取りたいときは、ワークスペースの管理者に伝えてください。",
    },
  },
};
