import type { Sandbox } from '../../../../sandbox';
import { describeNodeContract } from '../../../support/describeNodeContract';
import { type Genesys, startGenesys } from '../support';
import { genesysAttachExistingDocument, genesysAttachNewFile } from './contract';

let sandbox: Sandbox;
let genesys: Genesys;

beforeAll(async () => {
	({ sandbox, genesys } = await startGenesys());
});
afterAll(async () => await sandbox.stop());

describe('a new file', () => describeNodeContract(genesysAttachNewFile(() => genesys)));

describe('an existing document', () => describeNodeContract(genesysAttachExistingDocument(() => genesys)));
