import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { CallboardLogo } from '../CallboardLogo';
import { LOW_WINDOW } from './lowWindow';

const useStyles = makeStyles({
  root: {
    height: 3 * sidebarConfig.logoHeight,
    display: 'flex',
    alignItems: 'center',
    paddingLeft: 22,
    marginBottom: -14,
    [LOW_WINDOW]: { height: 2 * sidebarConfig.logoHeight, marginBottom: -8 },
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    color: '#fff',
    fontSize: 20,
    fontWeight: 600,
    letterSpacing: 0.2,
    '&:hover': { color: '#fff' },
  },
});

/** The mark at the top of the sidebar, with its name while the sidebar is open. */
export const SidebarLogo = () => {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();

  return (
    <div className={classes.root}>
      <Link
        to="/"
        underline="none"
        className={classes.link}
        aria-label="Callboard, home"
      >
        <CallboardLogo size={28} />
        {isOpen && <span>Callboard</span>}
      </Link>
    </div>
  );
};
