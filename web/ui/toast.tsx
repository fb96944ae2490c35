import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { Icon } from "./icons.tsx";
import { useTexts } from "./language.tsx";
import { words } from "./words.ts";

interface ToastContent {
  readonly text: string;
  /** Takes back what the text says. */
  readonly undo?: () => void;
}

type Say = (toast: ToastContent) => void;

const ToastContext = createContext<Say>(() => {});

/** Says what was done where the eye is, whatever part of the page did it. */
export function useToast(): Say {
  return use(ToastContext);
}

/** Long enough to read two lines and reach the button. */
const SHOWN_MS = 10_000;

export function ToastProvider({ children }: { children: ReactNode }): ReactNode {
  const [toast, setToast] = useState<ToastContent | null>(null);
  const close = useMemo(() => () => setToast(null), []);
  return (
    <ToastContext value={setToast}>
      {children}
      <div role="status" className="toasts">
        {toast && <Toast toast={toast} onClose={close} />}
      </div>
    </ToastContext>
  );
}

function Toast(props: { toast: ToastContent; onClose: () => void }): ReactNode {
  const text = useTexts(words);
  const { toast, onClose } = props;
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    // A new toast has its own time.
    const timer = setTimeout(() => onClose(), toast && SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, toast, onClose]);
  const hold = { onMouseEnter: () => setHeld(true), onFocus: () => setHeld(true) };
  const release = { onMouseLeave: () => setHeld(false), onBlur: () => setHeld(false) };
  const undo = () => {
    toast.undo?.();
    onClose();
  };
  return (
    <div className="toast" {...hold} {...release}>
      <Icon name="check" />
      <span>{toast.text}</span>
      {toast.undo && (
        <button type="button" className="text-button" onClick={undo}>
          {text.undo}
        </button>
      )}
      <button type="button" className="icon-button" aria-label={text.close} onClick={onClose}>
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}
