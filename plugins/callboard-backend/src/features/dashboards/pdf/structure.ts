import { Drawing } from './Drawing';

/** The structure types used in documents, from ISO 32000-1, 14.8.4. */
type ElementType =
  | 'Code'
  | 'Figure'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'Link'
  | 'P'
  | 'Sect'
  | 'Span'
  | 'TD'
  | 'TH'
  | 'TR'
  | 'Table';

/**
 * Adds a structure element with everything drawn in a callback, for screen readers.
 *
 * @param options.alt - the text that screen readers read instead of a figure
 * @throws errors of `draw`, after closing the marked content
 */
export function drawElement(
  { document, parent }: Pick<Drawing, 'document' | 'parent'>,
  type: ElementType,
  draw: (element: PDFKit.PDFStructureElement) => void,
  options: { alt?: string } = {},
): void {
  let failure: { error: unknown } | undefined;
  const element: PDFKit.PDFStructureElement = document.struct(
    type,
    options,
    () => {
      try {
        draw(element);
      } catch (error) {
        failure = { error };
      }
    },
  );
  parent.add(element);
  if (failure) {
    throw failure.error;
  }
}

/** Adds a structure element that holds the elements drawn in a callback, and returns its result. */
export function nestElements<T>(
  drawing: Drawing,
  type: ElementType,
  draw: (drawing: Drawing) => T,
): T {
  const parent = drawing.document.struct(type);
  drawing.parent.add(parent);
  try {
    return draw({ ...drawing, parent });
  } finally {
    parent.end();
  }
}

/** Draws lines and areas that screen readers ignore. */
export function drawArtifact(
  { document }: Pick<Drawing, 'document'>,
  draw: () => void,
): void {
  document.markContent('Artifact');
  try {
    draw();
  } finally {
    document.endMarkedContent();
  }
}
