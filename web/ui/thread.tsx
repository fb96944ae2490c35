import type { ReactNode } from "react";

/** Several threads drawn into one knot: what a group does to its links. */
function Gathered(): ReactNode {
  return (
    <>
      <path d="M-400 16H20C52 16 60 42 86 42" />
      <path d="M-400 42H86" />
      <path d="M-400 68H20C52 68 60 42 86 42" />
      <path d="M100 18C100 30 122 42 150 42H2000" />
      <path className="h" d="M94 42C122 42 144 30 144 18" />
      <path d="M86 42H94C122 42 144 30 144 18C144 2 100 2 100 18" />
    </>
  );
}

/** The knot of the mark, tied in the thread: a door that opens to those who belong. */
function Tied(): ReactNode {
  return (
    <>
      <path d="M116 42C138 58 158 66 186 66H4000" />
      <path className="h" d="M158 40C150 58 130 66 108 66S66 58 58 40" />
      <path d="M158 40C150 58 130 66 108 66S66 58 58 40" />
      <path className="h" d="M50 63C70 58 84 50 100 42" />
      <path d="M-4000 66H30C58 66 78 58 100 42" />
      <path d="M100 42C112 32 124 18 140 18S164 26 158 40" />
      <path className="h" d="M86 20C98 24 106 32 116 42" />
      <path d="M58 40C52 26 60 18 76 18S104 32 116 42" />
    </>
  );
}

/** A thread with nothing at its end. */
function Loose(): ReactNode {
  return <path d="M-400 42H120C150 42 158 20 178 24S196 52 176 52S150 34 168 22" />;
}

const SHAPES = { gathered: Gathered, tied: Tied, loose: Loose } as const;

export type ThreadShape = keyof typeof SHAPES;

export function Thread({ shape }: { shape: ThreadShape }): ReactNode {
  const Shape = SHAPES[shape];
  const height = shape === "tied" ? 96 : 84;
  return (
    <svg
      className="thread"
      viewBox={`0 0 320 ${height}`}
      preserveAspectRatio="xMinYMid meet"
      aria-hidden="true"
      focusable="false"
    >
      <Shape />
    </svg>
  );
}
