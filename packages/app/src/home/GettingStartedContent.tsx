import { MarkdownContent } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  // In the dark theme, colour alone does not distinguish links from text.
  text: { '& a': { textDecoration: 'underline' } },
});

const text = `
This is the portal of **Lantern**, a company that sells lamps. It runs
[Backstage](https://backstage.io) with Callboard installed.

- Browse the [catalog](/catalog) of systems, teams and people.
- Open any page, then find it in [your activity](/activity/mine).
- To switch to another person, sign out in the [settings](/settings). An admin
  sees more than a guest.
`;

/** The text of the welcome widget. */
export const GettingStartedContent = () => {
  const classes = useStyles();
  return <MarkdownContent className={classes.text} content={text} />;
};
