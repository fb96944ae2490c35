import type { NoticeTexts } from "./catalogue.ts";

export const ko: NoticeTexts = {
  clicksReached: (clicks, name) => ({
    subject: `클릭 ${clicks}회: ${name}`,
    heading: `링크의 클릭이 ${clicks}회가 되었습니다`,
    paragraphs: [],
  }),
  webhookDisabled: (host) => ({
    subject: `웹훅 중지: ${host}`,
    heading: "웹훅이 중지되었습니다",
    paragraphs: [
      "50번 연속으로 전달되지 않아 더 이상 보내지 않습니다.",
      "수신 서버가 200~299 상태로 응답하는지 확인한 뒤 웹훅을 다시 켜 주세요.",
    ],
  }),
  labels: {
    link: "링크",
    title: "제목",
    clicks: "클릭",
    group: "그룹",
    at: "시각",
    more: "자세한 통계",
    webhookOf: "웹훅 소유",
    host: "수신 서버",
  },
  noGroup: "없음",
  wholeWorkspace: "워크스페이스",
  why: (workspace) => `이 주소가 ${workspace}의 알림 받을 주소로 등록되어 있어 보내 드립니다.`,
  stop: "메일 그만 받기",
};
