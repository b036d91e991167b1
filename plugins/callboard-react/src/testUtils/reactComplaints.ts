/** React's console messages about elements that it cannot render. */
const complaint =
  /children with the same key|not valid as a React child|Failed prop type|Invalid (DOM|value|attribute)|unknown prop/i;

/**
 * Filters calls of `console.error` to React's complaints about invalid elements, leaving out
 * features that jsdom lacks.
 *
 * @internal
 */
export function reactComplaints(calls: readonly unknown[][]): string[] {
  return calls
    .map(([message, ...details]) =>
      details.reduce<string>(
        // React passes the kind of the failed value, such as "prop", as an argument.
        (text, detail) => text.replace('%s', () => String(detail)),
        String(message),
      ),
    )
    .filter(text => complaint.test(text));
}
