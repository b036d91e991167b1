import type { ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import { UnknownAddress } from '../states/UnknownAddress';

/** Renders a page at its own address, and an error at every address below it. @public */
export function ExactPath(props: {
  /** The name of the page, if no breadcrumb shows it. */
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
