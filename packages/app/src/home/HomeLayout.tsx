import { Content } from '@backstage/core-components';
import { CustomHomepageGrid } from '@backstage/plugin-home';
import type { HomePageLayoutProps } from '@backstage/plugin-home-react/alpha';
import {
  CallboardProvider,
  getFirstSteps,
  LoadingState,
  PageTitle,
  useCardWorkspace,
  useFirstSteps,
  useMe,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { Fragment, PropsWithChildren, useEffect, useMemo, useRef } from 'react';

const NOON = 12;
const EVENING = 18;
const MORNING = 5;

/** Returns the greeting for an hour of the day, 0 to 23. */
export function getGreeting(hour: number): string {
  if (hour >= MORNING && hour < NOON) {
    return 'Good morning';
  }
  return hour >= NOON && hour < EVENING ? 'Good afternoon' : 'Good evening';
}

/**
 * Makes the home page's grid adapt to each new width. The grid measures itself only when the window
 * is resized, but the animation of the sidebar changes the width of the grid later.
 */
export function RemeasuredOnResize({ children }: PropsWithChildren<{}>) {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let lastWidth = container.current!.offsetWidth;
    const observer = new ResizeObserver(([{ target }]) => {
      const { offsetWidth } = target as HTMLElement;
      if (offsetWidth !== lastWidth) {
        lastWidth = offsetWidth;
        window.dispatchEvent(new Event('resize'));
      }
    });
    observer.observe(container.current!);
    return () => observer.disconnect();
  }, []);
  return <div ref={container}>{children}</div>;
}

/** By default, the grid has only ten columns on a laptop, and a row of twelve wraps. */
const columns = { xl: 12, lg: 12, md: 12, sm: 12, xs: 4, xxs: 2 };

/** The widget that disappears once every step is done. */
const FIRST_STEPS = 'CallboardFirstSteps';

/** The widget that is empty for everyone except super admins. */
const CRITICAL_EVENTS = 'CallboardCriticalEvents';

/** Widgets that are empty for guests: guests log no time. */
const MEMBER_WIDGETS = ['CallboardMyWeek', 'CallboardTimer'];

/** The placeholder of a greeting, and of cards in two columns. */
const skeleton = (
  <LoadingState>
    <Skeleton variant="rounded" width={280} height={40} sx={{ mb: 4 }} />
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' },
        gap: 2,
      }}
    >
      {Array.from({ length: 4 }, (_, card) => (
        <Skeleton key={card} variant="rounded" height={320} />
      ))}
    </Box>
  </LoadingState>
);

function Grid({ widgets, defaultConfig }: HomePageLayoutProps) {
  const { data: me, isPending, failureCount } = useMe();
  const { workspace } = useCardWorkspace();
  const { done } = useFirstSteps();
  const areStepsDone = Boolean(
    me && done && getFirstSteps(me, workspace).every(step => done.has(step)),
  );
  const isGuest = Boolean(me?.workspaces.every(({ role }) => role === 'guest'));
  const isSuperAdmin = Boolean(me?.is_super_admin);
  const config = useMemo(
    () =>
      defaultConfig
        ?.filter(({ component }) => !areStepsDone || component !== FIRST_STEPS)
        .filter(
          ({ component }) => isSuperAdmin || component !== CRITICAL_EVENTS,
        )
        .filter(
          ({ component }) => !isGuest || !MEMBER_WIDGETS.includes(component),
        )
        .map(({ column, row, ...item }) => ({
          ...item,
          x: column,
          y: row,
        })),
    [defaultConfig, areStepsDone, isGuest, isSuperAdmin],
  );
  // The cards depend on the user: a card that disappears later would move all others.
  if (isPending && failureCount === 0) {
    return skeleton;
  }
  const greeting = getGreeting(new Date().getHours());
  const [firstName] = me?.display_name.trim().split(/\s+/) ?? [];
  return (
    <PageTitle>
      <CustomHomepageGrid
        title={firstName ? `${greeting}, ${firstName}` : greeting}
        config={config}
        cols={columns}
        compactType="vertical"
        preventCollision={false}
      >
        {widgets
          .filter(({ name }) => !areStepsDone || name !== FIRST_STEPS)
          .map(widget => (
            <Fragment key={widget.name}>{widget.component}</Fragment>
          ))}
      </CustomHomepageGrid>
    </PageTitle>
  );
}

/** A greeting above the home page's grid. The grid has twelve columns, and fewer on a phone. */
export const HomeLayout = (props: HomePageLayoutProps) => (
  <Content>
    <CallboardProvider>
      <RemeasuredOnResize>
        <Grid {...props} />
      </RemeasuredOnResize>
    </CallboardProvider>
  </Content>
);
