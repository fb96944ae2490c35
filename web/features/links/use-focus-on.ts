import { useEffect } from "react";

/** The focus goes to the field that must be mended. */
export function useFocusOn(field: string | null): void {
  useEffect(() => {
    if (field === null) return;
    const target =
      document.getElementById(`field-${field}`) ??
      document.querySelector<HTMLElement>(`[data-setting="${field}"] input:checked`);
    target?.focus();
  }, [field]);
}
