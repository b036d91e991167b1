import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import { expectContractKept } from '@callboard/plugin-callboard-react/testUtils';

// A portal is drawn for each test, and its pages are loaded when they are
// first opened: on a busy machine that takes seconds.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);

// jsdom has no layout and only complains when the tables scroll.
window.scrollTo = () => {};

// Answers are made of the page's own kind of objects, as in browsers: what compares
// them knows no others.
Response.prototype.json = async function json() {
  return JSON.parse(await this.text());
};

// A browser remembers the workspace and drafts; a test starts with a new one.
afterEach(() => {
  window.sessionStorage.clear();
  window.localStorage.clear();
});

// Requests and answers must be those of the contract.
afterEach(expectContractKept);
