/** The tab with what became of mails. */
export const mailSubPage = {
  path: 'mail',
  title: 'Mail',
  loader: async () => {
    const { MailPage } = await import('./MailPage');
    return <MailPage />;
  },
};
