/** The start of a link or image to a path, in Markdown or HTML. */
const PATH_LINK =
  /(\]\(\s*<?|^\s{0,3}\[[^\]\n]+\]:\s*<?|\b(?:src|href)=["'])\/(?!\/)(uploads\/)?/gim;

/**
 * Makes links to paths of GitLab work from elsewhere. GitLab writes attachments as `/uploads/…`,
 * relative to the project.
 *
 * @param project_url - the page of the project
 */
export function toAbsoluteLinks(markdown: string, project_url: string): string {
  const { origin } = new URL(project_url);
  return markdown.replace(
    PATH_LINK,
    (_, start: string, uploads: string | undefined) =>
      `${start}${uploads ? project_url : origin}/${uploads ?? ''}`,
  );
}
