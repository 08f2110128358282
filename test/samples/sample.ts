/** What a sample of a paper or of a register is: what somebody sends who writes one. */
import type { Document } from '#kit/document.ts'
import type { Content } from '#kit/erased.ts'
import type { Register } from '#kit/register.ts'
import type { Shop } from '#test/stories/shop.ts'

/** Papers of one kind, made for tests that go over all kinds. */
export interface PaperSample {
  readonly of: Document
  /**
   * Makes the shop ready for them, anew each time, and answers what is sent to write them: as what
   * an invoice is paid with names the invoice.
   */
  readonly make: (shop: Shop) => Promise<SampleSet>
}

export interface SampleSet {
  /** At least two that go all the way, one after the other in this order. */
  readonly good: readonly Content[]
  /**
   * At least one that can be written and goes no further behind the good ones: a rule of its own,
   * what it takes from, or the books refuse it.
   */
  readonly hindered: readonly Content[]
}

/** Rows of a register that people write. */
export interface RowSample {
  readonly of: Register
  /** At least two, by codes that the shop does not have; of a dated register good from 2026. */
  readonly good: Readonly<Record<string, Content>>
  /** At least one that can be read and that a rule or a link refuses. */
  readonly hindered: Readonly<Record<string, Content>>
}
