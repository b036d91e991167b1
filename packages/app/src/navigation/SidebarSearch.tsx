import { SidebarSearchModal } from '@backstage/plugin-search';
import { makeStyles } from '@material-ui/core/styles';
import { LOW_ENTRY_HEIGHT, LOW_WINDOW } from './lowWindow';

const useStyles = makeStyles({
  // The height of an entry, so that the entries below do not move once it has loaded.
  entry: {
    minHeight: 48,
    [LOW_WINDOW]: {
      minHeight: LOW_ENTRY_HEIGHT,
      '& > *': { height: LOW_ENTRY_HEIGHT },
    },
  },
});

/** The entry that opens the portal's search. */
export const SidebarSearch = () => (
  <div className={useStyles().entry}>
    <SidebarSearchModal />
  </div>
);
