import { useDndContext } from '@dnd-kit/core';
import { useEffect } from 'react';
import { useDepartments } from '../DepartmentsContext';
import { TOP_LEVEL } from './dropIds';

const PATIENCE = 700;

/** Expands a department while another one is held over it, so that it can be dropped deeper. */
export function useOpenUnderPointer(): void {
  const { active, over } = useDndContext();
  const { set } = useDepartments().expansion;
  const id = active && over && over.id !== active.id ? String(over.id) : '';
  useEffect(() => {
    if (!id || id === TOP_LEVEL) {
      return undefined;
    }
    const timer = setTimeout(() => set([id], true), PATIENCE);
    return () => clearTimeout(timer);
  }, [id, set]);
}
