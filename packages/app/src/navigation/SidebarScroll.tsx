import { SidebarScrollWrapper } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  // The usual one shows only under the pointer that there is more.
  scroll: {
    '&&': {
      overflowY: 'auto',
      scrollbarWidth: 'thin',
      scrollbarColor: 'rgba(255, 255, 255, 0.4) transparent',
    },
  },
});

/** Entries that scroll, with a visible scroll bar, where the window is too low for all. */
export const SidebarScroll = (props: { children: ReactNode }) => (
  <SidebarScrollWrapper className={useStyles().scroll}>
    {props.children}
  </SidebarScrollWrapper>
);
