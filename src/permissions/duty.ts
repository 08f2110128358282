/** Duties: what a person may be trusted with, each by its name. */

/** What a rule may mean by "any": work of the house, money, what posts, what approves. */
export type Sort = 'business' | 'money' | 'posting' | 'approval'

/** One thing that a person is trusted with. */
export interface Duty<Name extends string = string> {
  /** What the person may do, as it follows "may": "release payments". */
  readonly name: Name
  /** One sentence for who grants it. */
  readonly meaning: string
  readonly sorts: readonly Sort[]
}

/** All duties, those among them that no role has yet. */
export const duties = [
  duty(
    'maintain suppliers',
    'Adds suppliers and changes where they are paid.',
    'business',
    'money',
  ),
  duty('order goods', 'Writes orders to suppliers.', 'business', 'money'),
  duty('approve orders', 'Lets an order go to the supplier.', 'business', 'money', 'approval'),
  duty('receive goods', 'Says what has arrived.', 'business', 'posting'),
  duty(
    'enter supplier invoices',
    'Writes what suppliers bill into the books.',
    'business',
    'money',
    'posting',
  ),
  duty(
    'match supplier invoices',
    'Says that a supplier’s bill is for what was ordered and came.',
    'business',
    'money',
    'approval',
  ),
  duty(
    'release payments',
    'Lets money leave the bank.',
    'business',
    'money',
    'posting',
    'approval',
  ),
  duty('take orders', 'Accepts what customers order.', 'business', 'money'),
  duty('bill customers', 'Issues invoices.', 'business', 'money', 'posting'),
  duty(
    'approve credit notes',
    'Lets a customer owe less than was billed.',
    'business',
    'money',
    'approval',
  ),
  duty('set credit limits', 'Says how much a customer may owe.', 'business', 'money'),
  duty('record receipts', 'Writes down what customers paid.', 'business', 'money', 'posting'),
  duty('write off receivables', 'Gives up what customers owe.', 'business', 'money', 'posting'),
  duty('issue refunds', 'Pays customers back.', 'business', 'money', 'posting'),
  duty('keep stock', 'Has the goods in hand: stores, picks and sends them.', 'business'),
  duty('count stock', 'Counts goods and writes down what differs.', 'business'),
  duty(
    'approve stock variances',
    'Lets the books follow a count.',
    'business',
    'posting',
    'approval',
  ),
  duty('write journals', 'Drafts entries that no paper makes.', 'business', 'money'),
  duty(
    'post journals',
    'Lets drafted entries into the books.',
    'business',
    'money',
    'posting',
    'approval',
  ),
  duty('reconcile the bank', 'Compares the books with what the bank says.', 'business', 'money'),
  duty('maintain the chart', 'Changes accounts, exchange rates and tax codes.', 'business'),
  duty('open and close periods', 'Says when the books of a month are shut.', 'business'),
  duty(
    'post in reopened periods',
    'Posts into a month that had been shut.',
    'business',
    'money',
    'posting',
  ),
  duty('file tax returns', 'Sends the tax office what is owed to it.', 'business'),
  duty('maintain pay', 'Takes people on and writes down what they earn.', 'business', 'money'),
  duty('run payroll', 'Works out the pay of a month.', 'business', 'money', 'posting'),
  duty('ask for pay, expenses or leave', 'Claims expenses and asks for leave, as everybody does.'),
  duty(
    'approve pay, expenses or leave',
    'Grants what people claim and ask for.',
    'business',
    'money',
    'approval',
  ),
  duty('grant roles', 'Says who may do what.'),
  duty('set approval policies', 'Says what needs whose approval.'),
  duty('acknowledge exceptions', 'Answers for it that one person does what two should.'),
  duty('run the system', 'Changes the program, its machine or its database.'),
  duty('place legal holds', 'Says what must be kept for a court.', 'business'),
  duty('dispose of records', 'Deletes what need not be kept.', 'business'),
  duty('administer the audit', 'Has the keys and files that prove the books.'),
] as const

/** The name of a duty. */
export type DutyName = (typeof duties)[number]['name']

/** All duties of a sort. */
export function dutiesOfSort(sort: Sort): DutyName[] {
  return duties.filter(({ sorts }) => sorts.includes(sort)).map(({ name }) => name)
}

function duty<const Name extends string>(
  name: Name,
  meaning: string,
  ...sorts: readonly Sort[]
): Duty<Name> {
  return { name, meaning, sorts }
}
