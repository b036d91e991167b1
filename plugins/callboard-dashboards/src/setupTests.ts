import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import { setUpPageTests } from '@callboard/plugin-callboard-react/testUtils';

setUpPageTests(configure);

// Answers are made of the page's own kind of objects, as in browsers: what compares
// them knows no others.
Response.prototype.json = async function json() {
  return JSON.parse(await this.text());
};
