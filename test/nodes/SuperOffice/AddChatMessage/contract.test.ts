import { describeNodeContract } from '../../../support/contract';
import { useSuperOffice } from '../support';
import { superOfficeAddChatMessage, superOfficeAddChatMessageOnline } from './contract';

const { superOffice } = useSuperOffice();

describe('onsite', () => describeNodeContract(superOfficeAddChatMessage(superOffice)));
describe('online', () => describeNodeContract(superOfficeAddChatMessageOnline(superOffice)));
