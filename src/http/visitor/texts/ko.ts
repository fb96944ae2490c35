import type { Texts } from "./catalogue.ts";

const askForNew = "새 링크가 필요하면 링크를 보내 준 분이나 계정에 문의해 주세요.";

export const ko: Texts = {
  shortLinksOf: (owner) => `${owner}의 단축 링크`,
  notFound: {
    title: "없는 링크",
    heading: "이 주소에는 링크가 없습니다",
    spelling: "철자를 확인해 주세요. 대문자와 소문자를 구분합니다.",
    ask: "메시지에서 눌렀거나 QR 코드를 스캔했다면, 링크를 보내 준 분에게 새 링크를 요청해 주세요.",
  },
  early: {
    title: (day) => `${day}에 열립니다`,
    heading: "아직 열리지 않은 링크입니다",
    opens: "열리는 시각",
    again: "이 시각이 지난 뒤에 같은 링크를 다시 열어 주세요.",
  },
  expired: {
    title: "종료된 링크",
    heading: "이 링크는 종료되었습니다",
    until: "종료 시각",
    ask: askForNew,
  },
  full: {
    title: "마감된 링크",
    heading: "이 링크는 마감되었습니다",
    why: "정해진 접속 횟수를 모두 채웠습니다. 앞서 접속했던 분도 다시 열 수 없습니다.",
    ask: askForNew,
  },
  password: {
    title: "비밀번호 입력",
    wrongTitle: "오류: 비밀번호가 맞지 않습니다",
    heading: "비밀번호가 필요한 링크입니다",
    where: "비밀번호는 링크를 받은 메시지나 포스터에 적혀 있습니다.",
    label: "비밀번호",
    hint: "대문자와 소문자를 구분합니다.",
    open: "링크 열기",
    wrong: (triesLeft) => `비밀번호가 맞지 않습니다. ${left(triesLeft)}`,
  },
  passwordWait: {
    title: "잠시 기다려 주세요",
    heading: "잠시 기다려 주세요",
    why: "비밀번호가 5번 맞지 않아 이 링크의 비밀번호 입력을 잠시 멈추었습니다.",
    again: (minutes) => `약 ${minutes}분 뒤에 같은 링크를 다시 열어 주세요.`,
  },
  forward: {
    title: (linkTitle) => `${linkTitle} 여는 중`,
    heading: "링크를 여는 중입니다",
    moving: "다음 페이지가 저절로 열립니다. 열리지 않으면 이 주소를 눌러 주세요.",
  },
  subscribe: {
    title: (owner) => `${owner} 소식 받기`,
    heading: (owner) => `${owner}의 소식을 받아 보시겠어요?`,
    what: "소식은 이 기기에 알림으로 표시됩니다. 브라우저 설정에서 언제든지 끌 수 있습니다.",
    allow: "네, 알림을 허용할게요",
    skip: "아니요, 바로 열게요",
    once: "어느 쪽을 선택해도 링크는 바로 열립니다. 이\u00a0링크에서는 다시 묻지 않습니다.",
    asking: "브라우저가 한 번 더 확인합니다. 그런 다음 링크가 열립니다.",
  },
  preview: {
    title: "짧은 링크",
    heading: "짧은 링크",
    why: "사용 중인 앱이 미리보기만 가져오는 프로그램처럼 보입니다. 링크를 열려면 계속하세요.",
    goOn: "계속",
  },
  unavailable: {
    title: "지금은 열 수 없는 링크",
    heading: "지금은 이 링크를 열 수 없습니다",
    why: "서버가 제때 링크를 찾지 못했습니다. 잠시 뒤에 다시 시도해 주세요.",
    retry: "다시 시도",
  },
  badAddress: {
    title: "읽을 수 없는 주소",
    heading: "이 주소를 읽을 수 없습니다",
    why: "주소의 % 기호 부분이 전달되는 동안 손상되었습니다.",
    ask: "링크 전체를 다시 복사하거나, 링크를 보내 준 분에게 새 링크를 요청해 주세요.",
  },
  method: {
    title: "처리하지 않은 요청",
    heading: "이 주소는 열기만 할 수 있습니다",
    why: "다른 요청이 들어와 아무것도 처리하지 않았습니다. 링크를 페이지로 열어 주세요.",
    open: "링크 열기",
  },
  error: {
    title: "문제가 생겼습니다",
    heading: "서버에 문제가 생겼습니다",
    why: "잠시 뒤에 다시 시도해 주세요.",
    report: "같은 문제가 계속되면 링크를 보내 준 분에게 이 번호를 알려 주세요.",
    retry: "다시 시도",
  },
};

function left(tries: number): string {
  return tries <= 0 ? "더 시도할 수 없습니다." : `${tries}번 더 시도할 수 있습니다.`;
}
