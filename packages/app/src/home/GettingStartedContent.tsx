import { MarkdownContent } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  // In the dark theme their colour alone does not tell links from text.
  text: { '& a': { textDecoration: 'underline' } },
});

const text = `
This is the portal of **Lantern**, a company that sells lamps. It runs
[Backstage](https://backstage.io) with Callboard installed.

- Look around the [catalog](/catalog): its systems, its teams, its people.
- Open any page, then find it noted down in [your own activity](/activity/mine).
- Sign out in the [settings](/settings) to be somebody else: an admin has
  more to look at than a guest.
`;

/** The text of the welcome widget. */
export const GettingStartedContent = () => {
  const classes = useStyles();
  return <MarkdownContent className={classes.text} content={text} />;
};
