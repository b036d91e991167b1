import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import { setUpPageTests } from '@callboard/plugin-callboard-react/testUtils';

setUpPageTests(configure);

// Parses responses into objects of the page's realm, as browsers do: comparisons in tests reject
// objects of another realm.
Response.prototype.json = async function json() {
  return JSON.parse(await this.text());
};
