import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import { setUpPageTests } from '@callboard/plugin-callboard-react/testUtils';

setUpPageTests(configure);

// Responses consist of the page's own kind of objects, as in browsers:
// comparisons accept no others.
Response.prototype.json = async function json() {
  return JSON.parse(await this.text());
};
