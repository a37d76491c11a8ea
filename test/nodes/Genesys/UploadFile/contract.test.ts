import type { Sandbox } from '../../../../sandbox';
import { describeNodeContract } from '../../../support/describeNodeContract';
import { type Genesys, startGenesys } from '../support';
import { genesysUploadFile } from './contract';

let sandbox: Sandbox;
let genesys: Genesys;

beforeAll(async () => {
	({ sandbox, genesys } = await startGenesys());
});
afterAll(async () => await sandbox.stop());

describeNodeContract(genesysUploadFile(() => genesys));
