from .activities import AssignmentPage, LessonPage, QuizPage, QuizQuestion
from .bank import Question, Rubric
from .outline import CourseIndexPage, CoursePage, ModulePage

__all__ = [
    "AssignmentPage",
    "CourseIndexPage",
    "CoursePage",
    "LessonPage",
    "ModulePage",
    "Question",
    "QuizPage",
    "QuizQuestion",
    "Rubric",
]
