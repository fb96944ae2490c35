/** The state of the link as the shape of a line that enters from the left edge of the screen. */
export type Thread = "loose" | "ahead" | "cut" | "wound" | "tied" | "ringing" | "straight";

// `h` is the gap that lets one strand pass over another, `q` the quiet part, `e` a solid end.
const shapes: Readonly<Record<Thread, string>> = {
  loose: '<path d="M-4000 66H48C112 66 132 22 102 20C78 18 76 50 104 52C126 53 142 46 154 34"/>',
  ahead:
    '<path d="M72 34C72 50 100 66 136 66H140"/><path class="h" d="M64 66C100 66 128 50 128 34"/>' +
    '<path d="M-4000 66H64C100 66 128 50 128 34C128 14 72 14 72 34"/>' +
    '<path d="M156 66H4000" stroke-dasharray="1 13"/>',
  cut: '<path d="M-4000 66H56C84 66 96 62 104 54"/><path class="q" d="M128 78C136 70 148 66 176 66H4000"/>',
  wound:
    '<path d="M-4000 66H20"/><path d="M30 36C30 52 54 66 80 66"/>' +
    '<path class="h" d="M28 65C52 64 70 52 70 36"/>' +
    '<path d="M20 66C46 66 70 52 70 36C70 18 30 18 30 36"/><path d="M90 36C90 52 114 66 140 66"/>' +
    '<path class="h" d="M88 65C112 64 130 52 130 36"/>' +
    '<path d="M80 66C106 66 130 52 130 36C130 18 90 18 90 36"/>' +
    '<path d="M150 36C150 52 174 66 200 66"/><path class="h" d="M148 65C172 64 190 52 190 36"/>' +
    '<path d="M140 66C166 66 190 52 190 36C190 18 150 18 150 36"/><path d="M200 66H212"/>' +
    '<circle class="e" cx="216" cy="66" r="5"/>',
  tied:
    '<path d="M116 42C138 58 158 66 186 66H4000"/>' +
    '<path class="h" d="M158 40C150 58 130 66 108 66S66 58 58 40"/>' +
    '<path d="M158 40C150 58 130 66 108 66S66 58 58 40"/>' +
    '<path class="h" d="M50 63C70 58 84 50 100 42"/><path d="M-4000 66H30C58 66 78 58 100 42"/>' +
    '<path d="M100 42C112 32 124 18 140 18S164 26 158 40"/>' +
    '<path class="h" d="M86 20C98 24 106 32 116 42"/>' +
    '<path d="M58 40C52 26 60 18 76 18S104 32 116 42"/>',
  ringing:
    '<path d="M72 34C72 50 100 66 136 66H4000"/><path class="h" d="M64 66C100 66 128 50 128 34"/>' +
    '<path d="M-4000 66H64C100 66 128 50 128 34C128 14 72 14 72 34"/>' +
    '<path d="M144 12a30 30 0 0 1 6 26M56 12a30 30 0 0 0-6 26"/>',
  straight: '<path d="M-4000 66H4000"/><path d="M150 56l10 10-10 10"/>',
};

export function threadSvg(thread: Thread): string {
  return `<svg class="thread" viewBox="0 0 320 96" preserveAspectRatio="xMinYMid meet" aria-hidden="true" focusable="false">${shapes[thread]}</svg>`;
}

const mark =
  '<g transform="rotate(45 12 12)"><path d="M6.9 9H5a3 3 0 0 0 0 6h8.2M16.8 15H19a3 3 0 0 0 0-6h-8.2M9 16.8V19a3 3 0 0 0 6 0v-8.2M15 7.2V5a3 3 0 0 0-6 0v8.2"/></g></svg>';

export const markSvg = `<svg width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="3" aria-hidden="true">${mark}`;

/** The mark as an address. Its colour is the accent of the dark theme made darker: it shows on tabs of both. */
export const icon = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#4f78c4" stroke-width="3">${mark}`,
)}`;
