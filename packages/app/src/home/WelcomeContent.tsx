import { MarkdownContent } from '@backstage/core-components';

const text = `
This is the portal of **Lantern**, a company that sells lamps. It runs
[Backstage](https://backstage.io) with Callboard installed.

- Look around the [catalog](/catalog): its systems, its teams, its people.
- Open any page, then see it noted down in your own activity.
- Sign out in the [settings](/settings) to see the portal as somebody else:
  what an admin sees is not what a guest sees.
`;

/** The text of the welcome widget. */
export const WelcomeContent = () => <MarkdownContent content={text} />;
