/** The start of a link or image whose target is a path, in Markdown or HTML. */
const PATH_LINK =
  /(\]\(\s*<?|^\s{0,3}\[[^\]\n]+\]:\s*<?|\b(?:src|href)=["'])\/(?!\/)(uploads\/)?/gim;

/**
 * Makes the links in a text of GitLab absolute, so that they work outside GitLab. GitLab links to
 * attachments by `/uploads/…`, a path relative to the project.
 */
export function toAbsoluteLinks(markdown: string, project_url: string): string {
  const { origin } = new URL(project_url);
  return markdown.replace(
    PATH_LINK,
    (_, start: string, uploads: string | undefined) =>
      `${start}${uploads ? project_url : origin}/${uploads ?? ''}`,
  );
}
