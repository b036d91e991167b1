import type { ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import { UnknownAddress } from '../states/UnknownAddress';

/**
 * Draws a page at its own address. Of every address beneath it, it says that
 * nothing is there.
 *
 * @public
 */
export function OnlyHere(props: {
  /** What it is called, where the breadcrumbs do not say it. */
  page?: string;
  children: ReactNode;
}) {
  return (
    <Routes>
      <Route index element={props.children} />
      <Route path="*" element={<UnknownAddress page={props.page} />} />
    </Routes>
  );
}
