/** Beside a paper: its files, what is said and to be done about it, and what happened to it. */
import { Attachments } from '#web/paper/attachments.tsx'
import { Comments } from '#web/paper/comments.tsx'
import { Tasks } from '#web/paper/tasks-part.tsx'
import { Timeline } from '#web/paper/timeline.tsx'
import type { Files } from '#web/paper/use-files.ts'
import type { Described } from '#web/screens.ts'

interface SideProps {
  /** Null of what is not written yet. */
  readonly path: string | null
  readonly of: Described
  readonly files: Files
  /** Whether files may still be taken away. */
  readonly isOpen: boolean
}

export function Side({ path, of, files, isOpen }: SideProps) {
  return (
    <aside className="paper-side">
      <Attachments files={files} isOpen={isOpen} />
      {path === null ? null : (
        <>
          <Comments key={path} path={path} />
          <Tasks key={`tasks ${path}`} path={path} />
          <Timeline path={path} of={of} />
        </>
      )}
    </aside>
  )
}
