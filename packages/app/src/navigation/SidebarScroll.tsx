import { SidebarScrollWrapper } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  // The default scrollbar shows only on hover that there is more.
  scroll: {
    '&&': {
      overflowY: 'auto',
      scrollbarWidth: 'thin',
      scrollbarColor: 'rgba(255, 255, 255, 0.4) transparent',
    },
  },
});

/** Scrollable entries, with a visible scroll bar, if the window is too low for all. */
export const SidebarScroll = (props: { children: ReactNode }) => (
  <SidebarScrollWrapper className={useStyles().scroll}>
    {props.children}
  </SidebarScrollWrapper>
);
