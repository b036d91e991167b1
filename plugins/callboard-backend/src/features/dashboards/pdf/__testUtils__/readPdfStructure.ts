import { getDocument } from 'pdfjs-dist/legacy/build/pdf';

/** An element of the structure of a PDF, without its content. */
interface StructureNode {
  role?: string;
  alt?: string;
  children?: StructureNode[];
}

/** Lists the structure elements of the first page, in reading order, such as `Figure: Priority, 3`. */
export async function readPdfStructure(bytes: Buffer): Promise<string[]> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await loading.promise;
  const page = await document.getPage(1);
  const root = (await page.getStructTree()) as StructureNode | null;
  await loading.destroy();
  const list = ({ role, alt, children = [] }: StructureNode): string[] => [
    ...(role ? [alt ? `${role}: ${alt}` : role] : []),
    ...children.flatMap(list),
  ];
  return root ? list(root) : [];
}
