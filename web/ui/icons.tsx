import type { ReactNode } from "react";

const PATHS = {
  overview: <path d="M3.5 15V9M9 15V3M14.5 15V6.5" />,
  groups: <path d="M2.5 7h8.5v8.5H2.5zM6.5 7V2.5H15.5V11.5H11" />,
  links: (
    <path d="m7.2 10.8 3.6-3.6M8.3 5.2 9.8 3.7a3.2 3.2 0 0 1 4.5 4.5l-1.5 1.5M9.7 12.8l-1.5 1.5a3.2 3.2 0 0 1-4.5-4.5l1.5-1.5" />
  ),
  people: (
    <>
      <circle cx="9" cy="6" r="3" />
      <path d="M3 15.5c.7-2.9 3-4.5 6-4.5s5.3 1.6 6 4.5" />
    </>
  ),
  deliveries: <path d="M15.5 2.5 2.5 7.5l5 3 3 5zM15.5 2.5l-8 8" />,
  settings: (
    <>
      <path d="M2.5 5.5H9M13 5.5h2.5M2.5 12.5H5M9 12.5h6.5" />
      <circle cx="11" cy="5.5" r="2" />
      <circle cx="7" cy="12.5" r="2" />
    </>
  ),
  reference: <path d="M6 4 2 9l4 5M12 4l4 5-4 5" />,
  more: <path d="M4 9h.01M9 9h.01M14 9h.01" strokeWidth="2.5" />,
  down: <path d="m5 7 4 4 4-4" />,
  right: <path d="m7 5 4 4-4 4" />,
  check: <path d="m3.5 9.5 3.5 3.5 7.5-8" />,
  warning: <path d="M9 2.5 16.5 15.5H1.5zM9 7.5v3.5M9 13.2v.1" />,
  pause: <path d="M6.5 4v10M11.5 4v10" />,
  play: <path d="M6 4v10l8-5z" />,
  plus: <path d="M9 3.5v11M3.5 9h11" />,
  search: (
    <>
      <circle cx="8" cy="8" r="5" />
      <path d="m12 12 3.5 3.5" />
    </>
  ),
  copy: <path d="M6.5 6.5h9v9h-9zM11.5 6.5v-4h-9v9h4" />,
  close: <path d="m4.5 4.5 9 9M13.5 4.5l-9 9" />,
  clock: (
    <>
      <circle cx="9" cy="9" r="6.5" />
      <path d="M9 5.5V9l2.5 1.5" />
    </>
  ),
} as const;

export type IconName = keyof typeof PATHS;

/** Always beside a word, or inside something that has a label. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }): ReactNode {
  return (
    <svg className="i" width={size} height={size} viewBox="0 0 18 18" aria-hidden="true">
      {PATHS[name]}
    </svg>
  );
}

export function Mark({ size = 20 }: { size?: number }): ReactNode {
  return (
    <svg
      className="mark"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="3"
      aria-hidden="true"
    >
      <g transform="rotate(45 12 12)">
        <path d="M6.9 9H5a3 3 0 0 0 0 6h8.2M16.8 15H19a3 3 0 0 0 0-6h-8.2M9 16.8V19a3 3 0 0 0 6 0v-8.2M15 7.2V5a3 3 0 0 0-6 0v8.2" />
      </g>
    </svg>
  );
}
