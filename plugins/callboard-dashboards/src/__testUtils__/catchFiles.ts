/** Mocks downloads. The returned array contains the downloaded files, in order. */
export function catchFiles(): Array<{ name: string; size: number }> {
  const saved: Array<{ name: string; size: number }> = [];
  let size = 0;
  URL.createObjectURL = content => {
    size = (content as Blob).size;
    return 'blob:';
  };
  URL.revokeObjectURL = () => {};
  jest
    .spyOn(HTMLAnchorElement.prototype, 'click')
    .mockImplementation(function click(this: HTMLAnchorElement) {
      saved.push({ name: this.download, size });
    });
  return saved;
}
