import { useEffect } from 'react';

/** Makes the browser ask for confirmation before it closes a page with unsaved changes. @public */
export function useLeaveWarning(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) {
      return undefined;
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isDirty]);
}
