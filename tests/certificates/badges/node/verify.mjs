// Verifies credentials as a stranger would, with other people's software and without a network.
// Run from a folder with the packages of package.json: node --input-type=module - QUESTIONS.json < verify.mjs
// Questions: {"documents": {address: document}, "cases": {name: {"credential": …, "now": "2026-…Z"}}}
// Answer on standard output: {name: {"verified": true or false, "why": […]}}
import {readFileSync} from 'node:fs';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import * as vc from '@digitalbazaar/vc';

const MULTIKEY = 'https://w3id.org/security/multikey/v1';
const {documents, cases} = JSON.parse(readFileSync(process.argv.at(-1), 'utf8'));

// Local documents and nothing else; an address with # is a part of one, as the key in did.json.
async function documentLoader(url) {
  const [whole, part] = url.split('#');
  let document = documents[whole];
  if(document && part) {
    const found = document.verificationMethod?.find(each => each.id === url);
    document = found && {'@context': MULTIKEY, ...found};
  }
  if(!document) {
    throw new Error(`There is no ${url} here.`);
  }
  return {contextUrl: null, documentUrl: url, document};
}

function reasons(error) {
  return error ? [error.message, ...(error.errors ?? []).flatMap(reasons), ...reasons(error.cause)] : [];
}

const answer = {};
for(const [name, {credential, now}] of Object.entries(cases)) {
  const suite = new DataIntegrityProof({cryptosuite});
  const found = await vc.verifyCredential({
    credential, suite, documentLoader, now: new Date(now),
    checkStatus: options => checkStatus({...options, suite, documentLoader, verifyBitstringStatusListCredential: true}),
  });
  answer[name] = {
    verified: found.verified,
    why: [...reasons(found.error), ...reasons(found.statusResult?.error)],
    status: found.statusResult?.results?.map(each => each.status) ?? [],
  };
}
process.stdout.write(JSON.stringify(answer));
