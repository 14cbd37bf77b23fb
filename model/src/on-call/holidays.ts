import type { WorkCalendar } from "./calendar.ts";

/** Dates from the first to the last, both included, of one month. */
function days(month: string, first: number, last: number = first): string[] {
  return Array.from({ length: last - first + 1 }, (_, i) => `${month}-${String(first + i).padStart(2, "0")}`);
}

const provisional =
  "reckoned from the law in force and the lunar calendar, before the year's own announcement was seen";

/** Working days as far as they are known; an administrator corrects and completes them. */
export const workCalendars: readonly WorkCalendar[] = [
  {
    id: "tw",
    name: "臺灣 Taiwan",
    years: [
      {
        year: 2026,
        certainty: "published",
        source:
          "中華民國115年政府行政機關辦公日曆表, with the days added by the act on memorial days and holidays of May 2025; no make-up working days",
        daysOff: [
          ...days("2026-01", 1),
          ...days("2026-02", 14, 22),
          ...days("2026-02", 27, 28),
          ...days("2026-03", 1),
          ...days("2026-04", 3, 6),
          ...days("2026-05", 1),
          ...days("2026-06", 19),
          ...days("2026-09", 25),
          ...days("2026-09", 28),
          ...days("2026-10", 9, 10),
          ...days("2026-10", 25, 26),
          ...days("2026-12", 25),
        ],
        makeUpDays: [],
      },
      {
        year: 2027,
        certainty: "provisional",
        source: `${provisional}; a holiday on a Saturday is taken on the Friday before, one on a Sunday on the Monday after`,
        daysOff: [
          ...days("2027-01", 1),
          ...days("2027-02", 4, 10),
          ...days("2027-02", 28),
          ...days("2027-03", 1),
          ...days("2027-04", 4, 6),
          ...days("2027-04", 30),
          ...days("2027-05", 1),
          ...days("2027-06", 9),
          ...days("2027-09", 15),
          ...days("2027-09", 28),
          ...days("2027-10", 10, 11),
          ...days("2027-10", 25),
          ...days("2027-12", 24, 25),
          ...days("2027-12", 31),
        ],
        makeUpDays: [],
      },
    ],
  },
  {
    id: "cn",
    name: "中国大陆 Mainland China",
    years: [
      {
        year: 2026,
        certainty: "published",
        source: "国务院办公厅关于2026年部分节假日安排的通知, November 2025",
        daysOff: [
          ...days("2026-01", 1, 3),
          ...days("2026-02", 15, 23),
          ...days("2026-04", 4, 6),
          ...days("2026-05", 1, 5),
          ...days("2026-06", 19, 21),
          ...days("2026-09", 25, 27),
          ...days("2026-10", 1, 7),
        ],
        makeUpDays: ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
      },
      {
        year: 2027,
        certainty: "provisional",
        source: `${provisional}; the days of 全国年节及纪念日放假办法 alone, without bridging and make-up days`,
        daysOff: [
          ...days("2027-01", 1),
          ...days("2027-02", 5, 8),
          ...days("2027-04", 5),
          ...days("2027-05", 1, 2),
          ...days("2027-06", 9),
          ...days("2027-09", 15),
          ...days("2027-10", 1, 3),
        ],
        makeUpDays: [],
      },
    ],
  },
];
