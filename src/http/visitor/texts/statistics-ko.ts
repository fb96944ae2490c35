import { ko } from "./ko.ts";
import type { StatisticsTexts } from "./statistics-texts.ts";

export const statisticsKo: StatisticsTexts = {
  password: {
    ...ko.password,
    heading: "비밀번호가 필요한 통계입니다",
    where: "비밀번호는 이 페이지를 공유한 분이 알고 있습니다. 링크의 비밀번호와는 다릅니다.",
    open: "통계 보기",
  },
  passwordWait: {
    ...ko.passwordWait,
    why: "비밀번호가 5번 맞지 않아 이 페이지의 비밀번호 입력을 잠시 멈추었습니다.",
    again: (minutes) => `약 ${minutes}분 뒤에 이 페이지를 다시 열어 주세요.`,
  },
  sharedBy: (owner) => `${owner}에서 공유한 통계`,
  title: (address, month) => `${address} 통계 · ${month}`,
  month: "월",
  show: "보기",
  clicks: "클릭",
  people: "사람",
  scans: "QR 코드로",
  byDay: "일별",
  byDayIn: (month) => `${month} 일별`,
  day: "날짜",
  chart: ({ from, to, peak, clicks }) =>
    `${from}부터 ${to}까지 일별 클릭과 사람. 클릭이 가장 많은 날은 ${peak}, ${clicks}회입니다. 아래 표에 모든 수치가 있습니다.`,
  today: "오늘 지금까지의 클릭",
  asTable: "수치를 표로 보기",
  links: { caption: "링크", column: "링크" },
  countries: { caption: "국가", column: "국가" },
  devices: {
    caption: "기기",
    column: "기기",
    names: { mobile: "휴대폰", tablet: "태블릿", desktop: "컴퓨터", other: "기타" },
  },
  referrers: { caption: "유입 경로", column: "사이트", direct: "직접 또는 앱" },
  share: "비율",
  others: "그 밖",
  unknown: "알 수 없음",
  days: (zone) => `날짜는 ${zone} 기준입니다.`,
  notOver: (day) => `${day}은 아직 끝나지 않았습니다.`,
  once: "한 사람은 한 달에 한 번, 하루에 한 번 셉니다.",
  onceALink: "한 사람은 링크마다 하루에 한 번 셉니다.",
  none: (month) => `${month}에는 클릭이 없습니다.`,
  chooseOther: "다른 달을 골라 보세요.",
  soon: "클릭은 일어난 지 1초 안에 여기에 나타납니다.",
  instead: (month) => `요청한 달에는 표시할 수치가 없습니다. ${month} 통계입니다.`,
};
